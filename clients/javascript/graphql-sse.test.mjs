// graphql-sse: a query and a subscription as server-sent events, each on a connection of its own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from 'graphql-sse';
import { hearsOfChanges } from './changes.mjs';
import { url } from './endpoint.mjs';

const client = createClient({ url, retryAttempts: 0 });

/** All that an operation is answered with. */
async function answers(query) {
  const results = [];
  for await (const result of client.iterate({ query })) results.push(result);
  return results;
}

test('a query is one event', async () => {
  const [{ data, errors }, ...others] = await answers('{ document(symbol: "A/RES/74/148") { symbol } }');

  assert.deepEqual([data, errors, others], [{ document: { symbol: 'A/RES/74/148' } }, undefined, []]);
});

test('an error has a code', async () => {
  const [{ errors }] = await answers('{ document(symbol: "A/RES/74/") { id } }');

  assert.deepEqual(
    errors.map(({ extensions }) => extensions.code),
    ['BAD_SYMBOL'],
  );
});

test('a subscriber hears of changes, and of those that it missed', () =>
  hearsOfChanges((operation) => client.iterate(operation)));
