// graphql-http: the audits of the GraphQL over HTTP specification, each of which has to pass: MUST, SHOULD and MAY.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverAudits } from 'graphql-http';
import { url } from './endpoint.mjs';

const audits = serverAudits({ url });

test('all the audits are there', () => assert.equal(audits.length, 61));

for (const { id, name, fn } of audits) {
  test(`${id} ${name}`, async () => {
    const { status, reason, response } = await fn();
    const answer = response && `${response.status} ${[...response.headers]}\n${await response.text()}`;
    assert.equal(status, 'ok', `${reason}\n${answer}`);
  });
}
