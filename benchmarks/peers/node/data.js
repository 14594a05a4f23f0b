// The tables in memory, behind functions that answer a whole level at once, as a database's client would.
import { readFileSync } from 'node:fs';

const tables = JSON.parse(readFileSync(process.env.PEERS_DATA, 'utf8'));

const byId = (rows) => new Map(rows.map((row) => [row.id, row]));
const byOwner = (rows, owner) => {
  const found = new Map();
  for (const row of rows) {
    const rowsOfOwner = found.get(row[owner]);
    if (rowsOfOwner) rowsOfOwner.push(row);
    else found.set(row[owner], [row]);
  }
  return found;
};

const documents = byId(tables.documents);
const instruments = byId(tables.instruments);
const states = byId(tables.states);
const paragraphs = byOwner(tables.paragraphs, 'document');
const footnotes = byOwner(tables.footnotes, 'paragraph');
const citations = byOwner(tables.citations, 'paragraph');

const one = (rows) => async (keys) => keys.map((key) => rows.get(key) ?? null);
const many = (rows) => async (keys) => keys.map((key) => rows.get(key) ?? []);

export const findDocument = async (symbol) => documents.get(symbol) ?? null;
export const findDocuments = async (first) => tables.documents.slice(0, first);
export const paragraphsOfDocuments = many(paragraphs);
export const footnotesOfParagraphs = many(footnotes);
export const citationsOfParagraphs = many(citations);
export const instrumentsById = one(instruments);
export const statesOfInstruments = async (keys) =>
  keys.map((key) => instruments.get(key).reportingStates.map((code) => states.get(code)));
