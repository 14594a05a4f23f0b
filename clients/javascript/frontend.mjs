// Makes a page of a document in a reader's language: its text, and for what it cites the States that reported on it.
//
//     node frontend.mjs http://127.0.0.1:8000 A/RES/74/148 fr > page.html
import { ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';

const DOCUMENT = gql`
  query Document($symbol: DocumentSymbol!, $languages: [LanguageTag!], $after: String) {
    document(symbol: $symbol) {
      id
      title(languages: $languages) {
        html
        language
        direction
      }
      paragraphs(first: 50, after: $after) {
        edges {
          cursor
          node {
            id
            label
            text(languages: $languages) {
              html
            }
            footnotes {
              id
              marker
              text(languages: $languages) {
                html
              }
            }
            citations {
              id
              instrument {
                id
                identifier
                reportingStates(first: 10) {
                  nodes {
                    id
                    name(languages: $languages) {
                      html
                    }
                  }
                }
              }
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;

/** The hash by which a query is asked once the server has it. `crypto.subtle` is in browsers and in Node. */
async function sha256(text) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function newClient(url, language) {
  const http = new HttpLink({ uri: new URL('/graphql', url).href, headers: { 'Accept-Language': language } });
  // Asked by hash and over GET, an answer can be kept by whatever stands between: the browser, a CDN.
  const link = new PersistedQueryLink({ sha256, useGETForHashedQueries: true }).concat(http);
  // Ids are the same in every language, and a text is kept by the languages that it was asked in: nothing to set but lists.
  const cache = new InMemoryCache({ typePolicies: { Document: { fields: { paragraphs: relayStylePagination() } } } });
  return new ApolloClient({ link, cache });
}

/** The document with all its paragraphs, fetched page by page into the cache; null where it is not held. */
async function wholeDocument(client, symbol, language) {
  const asked = { query: DOCUMENT, variables: { symbol, languages: [language] } };
  for (let after; ;) {
    await client.query({ ...asked, variables: { ...asked.variables, after }, fetchPolicy: 'network-only' });
    const { document } = client.readQuery(asked);
    if (!document?.paragraphs.pageInfo.hasNextPage) return document;
    after = document.paragraphs.pageInfo.endCursor;
  }
}

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);

/** What a paragraph cites, each with the States that reported on it. */
function reports({ citations }) {
  const instruments = new Map(citations.map(({ instrument }) => [instrument?.identifier, instrument]));
  return [...instruments.values()]
    .filter((instrument) => instrument?.reportingStates.nodes.length)
    .map(({ identifier, reportingStates }) => {
      const names = reportingStates.nodes.map(({ name }) => name.html).join(', ');
      return `<p><small>${escaped(identifier)}: ${names}</small></p>`;
    });
}

// `html` is ready to insert: escaped, with `lang` and `dir`, and with links to #fn and the footnote's marker.
const part = (id, text) => `<p id="${escaped(id)}">${text?.html ?? ''}</p>`;

function page({ title, paragraphs }) {
  const nodes = paragraphs.edges.map(({ node }) => node);
  const footnotes = new Map(nodes.flatMap((node) => node.footnotes.map(({ marker, text }) => [marker, text])));
  return [
    `<!doctype html><html lang="${title.language}" dir="${title.direction.toLowerCase()}"><meta charset="utf-8">`,
    `<h1>${title.html}</h1>`,
    ...nodes.flatMap((node) => [part(node.label, node.text), ...reports(node)]),
    '<hr>',
    ...[...footnotes].map(([marker, text]) => part(`fn${marker}`, text)),
  ].join('\n');
}

const [url, symbol, language] = process.argv.slice(2);

try {
  const document = await wholeDocument(newClient(url, language), symbol, language);
  if (document) console.log(page(document));
  else console.error(`${symbol} is not held here.`);
  process.exitCode = document ? 0 : 1;
} catch (error) {
  if (!CombinedGraphQLErrors.is(error)) throw error;
  // The code is for programs; the message is for people, in their language.
  for (const { message, extensions } of error.errors) console.error(`${extensions.code}: ${message}`);
  process.exitCode = 1;
}
