// graphql-ws: queries and a subscription over one WebSocket, by the protocol graphql-transport-ws.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { hearsOfChanges } from './changes.mjs';
import { ibid, socket } from './endpoint.mjs';

/** A client for as long as a test takes. */
function connected(context, connectionParams) {
  const client = createClient({ url: socket, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams });
  context.after(() => client.dispose());
  return client;
}

/** The one answer to a query. */
async function answer(client, query, variables) {
  const results = [];
  for await (const result of client.iterate({ query, variables })) results.push(result);
  assert.equal(results.length, 1);
  return results[0];
}

test('queries are answered over one WebSocket, at the same time', async (context) => {
  const client = connected(context);
  const query = 'query($symbol: DocumentSymbol!) { document(symbol: $symbol) { symbol } }';
  const symbols = ['A/RES/74/148', 'A/HRC/45/30'];

  const results = await Promise.all(symbols.map((symbol) => answer(client, query, { symbol })));

  assert.deepEqual(
    results.map(({ data }) => data.document.symbol),
    symbols,
  );
});

test('an error has a code, and the WebSocket stays', async (context) => {
  const client = connected(context);
  const hasCode = (code) => (errors) => {
    assert.deepEqual(
      errors.map(({ extensions }) => extensions.code),
      [code],
    );
    return true;
  };

  await assert.rejects(answer(client, '{ document(symbol: "A/RES/74/") { id } }'), hasCode('BAD_SYMBOL'));
  await assert.rejects(answer(client, '{ nothing }'), hasCode('GRAPHQL_VALIDATION_FAILED'));
  assert.deepEqual((await answer(client, '{ __typename }')).data, { __typename: 'Query' });
});

test('a key comes with the connection, as browsers have to send it', async (context) => {
  const key = await ibid('keys', 'create', 'Reader of changes', '--grant', 'PARTNER');
  const client = connected(context, { authorization: `Bearer ${key}` });

  const { data } = await answer(client, '{ viewer { name grants { role } } }');

  assert.deepEqual(data.viewer, { name: 'Reader of changes', grants: [{ role: 'PARTNER' }] });
});

test('a subscriber hears of changes, and of those that it missed', (context) => {
  const client = connected(context);
  return hearsOfChanges((operation) => client.iterate(operation));
});
