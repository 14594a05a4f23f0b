// @urql/core: a query and its cache, the code of an error, a subscription over server-sent events.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client, cacheExchange, fetchExchange } from '@urql/core';
import { toAsyncIterable } from 'wonka';
import { hearsOfChanges } from './changes.mjs';
import { url } from './endpoint.mjs';

/** What comes of a body until somebody stops listening: that is its end, and no error. */
async function* untilStopped(body) {
  try {
    yield* body;
  } catch (error) {
    if (error.name !== 'AbortError') throw error;
  }
}

// When a subscriber leaves, urql aborts its request, and nobody handles what that rejects.
const fetchQuietly = async (address, options) => {
  const response = await fetch(address, options);
  return new Response(ReadableStream.from(untilStopped(response.body)), response);
};

const client = () =>
  new Client({ url, exchanges: [cacheExchange, fetchExchange], fetchSubscriptions: true, fetch: fetchQuietly });

const TITLE = `query Title($languages: [LanguageTag!]) {
  document(symbol: "A/RES/74/148") { id title(languages: $languages) { plain } }
}`;

// urql says that it takes server-sent events, last of all, with every query.
for (const preferGetMethod of [false, true]) {
  test(`a query is answered in JSON, over ${preferGetMethod ? 'GET' : 'POST'}`, async () => {
    const asked = client().query(TITLE, { languages: ['fr'] }, { preferGetMethod });
    const { data, error } = await asked.toPromise();

    assert.equal(error, undefined);
    assert.equal(data.document.title.plain, 'Protection des migrants');
  });
}

test('what was asked before comes from the cache', async () => {
  const urql = client();
  await urql.query(TITLE, { languages: ['en'] }).toPromise();

  assert.equal(urql.readQuery(TITLE, { languages: ['en'] }).data.document.title.plain, 'Protection of migrants');
});

test('an error has a code', async () => {
  const { error } = await client().query('{ document(symbol: "A/RES/74/") { id } }', {}).toPromise();

  assert.deepEqual(
    error.graphQLErrors.map(({ extensions }) => extensions.code),
    ['BAD_SYMBOL'],
  );
});

test('a subscriber hears of changes, and of those that it missed', () =>
  hearsOfChanges(({ query, variables }) => toAsyncIterable(client().subscription(query, variables ?? {}))));
