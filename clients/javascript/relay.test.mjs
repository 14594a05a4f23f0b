// relay-compiler and relay-runtime: the application in relay/ is compiled against schema.graphql, and what is compiled runs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import relay from 'relay-runtime';
import { url } from './endpoint.mjs';

const folder = fileURLToPath(new URL('./relay/', import.meta.url));
const compiled = (name) => createRequire(import.meta.url)(`./relay/build/${name}.graphql.js`);

before(() => {
  mkdirSync(`${folder}build`, { recursive: true });
  execFileSync('../node_modules/.bin/relay-compiler', ['relay.config.json'], { cwd: folder, stdio: 'pipe' });
});

async function ask({ text }, variables) {
  const body = JSON.stringify({ query: text, variables });
  const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  return response.json();
}

const environment = () =>
  new relay.Environment({ network: relay.Network.create(ask), store: new relay.Store(new relay.RecordSource()) });

test('pages of a fragment are fetched by the id of what it is on, and joined', async () => {
  const relays = environment();
  const [query, fragment, page] = ['DocumentPageQuery', 'Paragraphs_document', 'ParagraphsPaginationQuery'].map(
    compiled,
  );
  const variables = { symbol: 'A/RES/74/148', languages: ['fr'] };
  const operation = relay.createOperationDescriptor(query, variables);
  const kept = relays.retain(operation);
  const read = (selector) => relays.lookup(selector).data;

  await relay.fetchQuery(relays, query, variables).toPromise();
  const { document } = read(operation.fragment);
  const selector = relay.getSingularSelector(fragment, document);
  const lengths = [];
  for (;;) {
    const { paragraphs, id } = read(selector);
    lengths.push(paragraphs.edges.length);
    if (!paragraphs.pageInfo.hasNextPage) break;
    const next = { id, cursor: paragraphs.pageInfo.endCursor, count: 50, languages: ['fr'] };
    await relay.fetchQuery(relays, page, next).toPromise();
  }
  const { edges, totalCount } = read(selector).paragraphs;
  kept.dispose();

  assert.equal(document.title.language, 'fr');
  assert.deepEqual(lengths, [50, totalCount]);
  assert.equal(new Set(edges.map(({ node }) => node.id)).size, totalCount);
});
