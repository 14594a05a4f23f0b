// The schema and its resolvers, the same for each server: relations by DataLoader, a fresh set of loaders a request.
import { readFileSync } from 'node:fs';
import DataLoader from 'dataloader';
import * as data from './data.js';

export const typeDefs = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');

export const newContext = () => ({
  paragraphs: new DataLoader(data.paragraphsOfDocuments),
  footnotes: new DataLoader(data.footnotesOfParagraphs),
  citations: new DataLoader(data.citationsOfParagraphs),
  instruments: new DataLoader(data.instrumentsById),
  states: new DataLoader(data.statesOfInstruments),
});

const PAGE = 20;
const MOST = 100;
const MOST_IN_DOCUMENT = 500;

const page = (rows, first, most) => ({ nodes: rows.slice(0, Math.min(first ?? PAGE, most)) });

// The first language asked for that there is; else the original.
const chosen = (texts, languages) => {
  const language = (languages ?? []).find((tag) => tag in texts) ?? 'en';
  return { plain: texts[language], language };
};

export const resolvers = {
  Query: {
    document: (_, { symbol }) => data.findDocument(symbol),
    documents: async (_, { first }) => ({ nodes: await data.findDocuments(Math.min(first ?? PAGE, MOST)) }),
  },
  Document: {
    title: (document, { languages }) => chosen(document.titles, languages),
    paragraphs: async (document, { first }, context) =>
      page(await context.paragraphs.load(document.id), first, MOST_IN_DOCUMENT),
  },
  Paragraph: {
    text: (paragraph, { languages }) => chosen(paragraph.texts, languages),
    footnotes: (paragraph, _, context) => context.footnotes.load(paragraph.id),
    citations: (paragraph, _, context) => context.citations.load(paragraph.id),
  },
  Footnote: {
    text: (footnote, { languages }) => chosen(footnote.texts, languages),
  },
  Citation: {
    instrument: (citation, _, context) => context.instruments.load(citation.instrument),
  },
  Instrument: {
    reportingStates: async (instrument, { first }, context) =>
      page(await context.states.load(instrument.id), first, MOST),
  },
};
