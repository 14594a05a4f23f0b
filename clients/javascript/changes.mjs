// What each client's subscription has to do: hear of a change as it is made, and of what it missed.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { ibid } from './endpoint.mjs';

const SYMBOL = 'A/RES/86/401';
const FILE = fileURLToPath(new URL('../../tests/seed/akn/golden/practice.en.xml', import.meta.url));

const CHANGES = `subscription Changes($after: String) {
  changes(after: $after, filter: { types: [DOCUMENT] }) {
    __typename
    ... on Change { cursor operation type document revision }
    ... on CaughtUp { cursor }
  }
}`;

/** Every change of the document, and where it was caught up, until it has been changed so often. */
async function* until(events, count) {
  for await (const { data, errors } of events) {
    assert.equal(errors, undefined, JSON.stringify(errors));
    const { changes: event } = data;
    if (event.__typename === 'CaughtUp' || event.document === SYMBOL) yield event;
    if (event.document === SYMBOL) count -= 1;
    if (count === 0) return;
  }
}

const operations = (events) => events.map(({ operation }) => operation);

/** `subscribe` takes `{ query, variables }` and gives an async iterable of results. */
export async function hearsOfChanges(subscribe) {
  const live = [];
  for await (const event of until(subscribe({ query: CHANGES }), 2)) {
    live.push(event);
    if (event.__typename === 'CaughtUp') await ibid('load', FILE);
    if (event.operation === 'UPSERT') await ibid('remove', SYMBOL);
  }
  const [caughtUp, ...changes] = live;
  const missed = [];
  for await (const event of until(subscribe({ query: CHANGES, variables: { after: changes[0].cursor } }), 1)) {
    missed.push(event);
  }

  assert.equal(caughtUp.__typename, 'CaughtUp');
  assert.deepEqual(operations(changes), ['UPSERT', 'DELETE']);
  assert.deepEqual(operations(missed), ['DELETE']);
}
