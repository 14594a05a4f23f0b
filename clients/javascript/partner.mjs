// Keeps a copy of what an Ibid holds in a folder: copies, follows, verifies, recovers (docs/partners.md).
//
//     node partner.mjs http://127.0.0.1:8000 copy           # copy, catch up, verify; then follow, and verify daily
//     node partner.mjs http://127.0.0.1:8000 copy --once    # the same, and end when all is well
//
// Stop it whenever you like, and run it again: it goes on where it was. The copy is the folder `records`: a file of
// lines for each document, and for others of their buckets. A key, where one is needed, is in the environment as
// API_KEY. It needs Node 20 or newer, and nothing else.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const OTHERS = { STATE: 'reporters', ORGANIZATION: 'reporters', BODY: 'bodies' };
const FILTER = ['types', 'languages', 'documents'];
const BUSY = [408, 429, 500, 502, 503, 504];
const DAY = 24 * 60 * 60 * 1000;
const MOST_FAILURES = 10;

/** The answer did not come whole, or the server is busy: the same has to be asked again. */
class Again extends Error {}

/** From where the copy is, nothing can be gone on with. */
class CopyAnew extends Again {}

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** JSON in the one form that digests are made of (RFC 8785). */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)}}`;
}

/** The bucket that a record is proved in. */
const bucketOf = ({ type, key, document }) =>
  document ?? OTHERS[type] ?? `instruments/${sha256(key).slice(0, 2)}`;

/** What is asked of the server. */
class Ibid {
  constructor(url, wanted) {
    const { API_KEY } = process.env;
    Object.assign(this, { url, wanted, headers: API_KEY ? { Authorization: `Bearer ${API_KEY}` } : {} });
  }

  /** The lines of an answer, each as it came and as an object. The last one tells whether it came whole. */
  async *lines(path, asked) {
    const given = Object.entries({ ...this.wanted, ...asked }).filter(([, value]) => value != null);
    let answer;
    try {
      answer = await fetch(`${this.url}${path}?${new URLSearchParams(given)}`, { headers: this.headers });
      if (answer.ok) {
        yield* parsed(answer.body);
        return;
      }
    } catch (error) {
      throw error instanceof Again ? error : new Again(`${path}: ${error.cause?.message ?? error.message}`);
    }
    await this.#refused(answer);
  }

  /** The lines of an answer whose last one has the field that says that it is whole. */
  async whole(path, end, asked) {
    const lines = [];
    for await (const { line } of this.lines(path, asked)) lines.push(line);
    if (lines.at(-1)?.[end] === undefined) throw new Again(`${path} broke off: ${JSON.stringify(lines.at(-1))}`);
    return lines;
  }

  /** Find out what a status means, and throw it. */
  async #refused(answer) {
    const said = await answer.text();
    if (BUSY.includes(answer.status)) {
      await pause(1000 * (answer.headers.get('Retry-After') ?? 0));
      throw new Again(String(answer.status));
    }
    const code = /"code": ?"(\w+)"/.exec(said)?.[1];
    if ([409, 410].includes(answer.status) || code === 'CURSOR_INVALID') throw new CopyAnew(`copying anew: ${code}`);
    throw new Error(said);
  }
}

/** The lines of a body: LF alone ends one. What is behind the last LF was cut off. */
async function* parsed(body) {
  let rest = Buffer.alloc(0);
  for await (const chunk of body) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const raw = rest.subarray(0, end + 1);
      rest = rest.subarray(end + 1);
      yield { raw, line: JSON.parse(raw) };
    }
  }
}

/** The copy, and how far it is (`place`), which is written after what it tells of. */
class Copy {
  constructor(folder, ibid) {
    Object.assign(this, { ibid, folder, place: {}, written: 0 });
    Object.assign(this, { records: join(folder, 'records'), arriving: join(folder, 'arriving') });
  }

  async open() {
    await mkdir(this.folder, { recursive: true });
    this.place = JSON.parse((await readIfThere(join(this.folder, 'place.json'))) ?? '{}');
    if (this.place.arrived) await this.#makeTheCopy();
  }

  /** Go on to the newest, from the beginning where there is no copy yet. */
  async catchUp() {
    if (!this.place.cursor) await this.#copy();
    while (await this.follow());
  }

  /** Take a page of changes, waiting so many seconds for one. Gives whether there is more already. */
  async follow(wait = 0) {
    const lines = await this.ibid.whole('/changes', 'end', { after: this.place.cursor, first: 1000, wait });
    const { next, hasMore } = lines.pop();
    await this.#take(this.records, lines);
    if (next !== this.place.cursor) await this.#keep({ cursor: next });
    if (lines.length) console.log(`took ${lines.length} changes`);
    return hasMore;
  }

  /** Compare digests with the server's, and take anew what differs: not what has changed meanwhile. */
  async verify() {
    const suspects = await this.#differing();
    await this.catchUp();
    for (const bucket of suspects) {
      if ((await this.#differing(bucket)).length) {
        console.log(`${bucket}: differs, taken anew`);
        const lines = await this.ibid.whole('/export', 'manifest', { bucket });
        await this.#write(this.records, bucket, applied(new Map(), lines, { anew: true }));
      }
    }
    console.log('verified');
  }

  /** Begin anew; the records of before stay until the new ones are there. */
  async forget() {
    await rm(this.arriving, { recursive: true, force: true });
    await this.#keep({});
  }

  /** Take everything, part by part, beside what there may be; the manifest at the end makes it the copy. */
  async #copy() {
    let { token, chain = '' } = this.place;
    let [part, hash] = [[], createHash('sha256')];
    await mkdir(this.arriving, { recursive: true });
    for await (const { raw, line } of this.ibid.lines('/export', { after: token })) {
      if (line.operation) {
        part.push(line);
        hash.update(raw);
      } else if (line.end) {
        chain = sha256(chain + hash.digest('hex'));
        if (chain !== line.chain) throw new Again('a part that is not what its end says');
        await this.#take(this.arriving, part, { anew: true });
        await this.#keep({ token: line.next, chain });
        [part, hash] = [[], createHash('sha256')];
      } else if (line.manifest) {
        const { cursor, records, sha256: last } = line.manifest;
        if (last !== chain) throw new CopyAnew('copying anew: parts that are not what the manifest says');
        await this.#keep({ arrived: cursor });
        await this.#makeTheCopy();
        console.log(`copied ${records} records`);
      }
    }
    if (!this.place.cursor) throw new Again('/export broke off');
  }

  /** What has arrived takes the place of what there was; whoever is stopped on the way goes on here. */
  async #makeTheCopy() {
    if ((await readdir(this.folder)).includes('arriving')) {
      await rm(this.records, { recursive: true, force: true });
      await rename(this.arriving, this.records);
    }
    await this.#keep({ cursor: this.place.arrived });
  }

  /** Apply lines to the files of their buckets. Doing so twice changes nothing. */
  async #take(folder, lines, { anew = false } = {}) {
    for (const [bucket, some] of grouped(lines)) {
      await this.#write(folder, bucket, applied(await this.#held(folder, bucket), some, { anew }));
    }
  }

  /** The buckets whose digest here is not the server's; of one alone, where it is named. */
  async #differing(only) {
    const held = only ? [only] : await this.#buckets();
    const said = new Map(held.map((bucket) => [bucket, sha256('')]));
    let after = null;
    do {
      const lines = await this.ibid.whole('/verify', 'end', { bucket: only, after });
      for (const { bucket, digest } of lines) if (bucket) said.set(bucket, digest);
      after = lines.at(-1).next;
    } while (after !== null);
    const differing = [];
    for (const [bucket, digest] of said) if (digest !== (await this.#digest(bucket))) differing.push(bucket);
    return differing;
  }

  /** The digest of a bucket as it is here: of the states themselves, since these are to be proved. */
  async #digest(bucket) {
    const held = [...(await this.#held(this.records, bucket)).values()];
    const lines = held.map(({ type, key, state }) => Buffer.from(`${type}\t${key}\t${sha256(canonical(state))}\n`));
    return sha256(Buffer.concat(lines.sort(Buffer.compare)));
  }

  async #buckets() {
    const files = await readdir(this.records).catch(() => []);
    return files.map((file) => decodeURIComponent(file.replace(/\.ndjson$/, '')));
  }

  async #held(folder, bucket) {
    const lines = ((await readIfThere(fileOf(folder, bucket))) ?? '').split('\n').filter(Boolean);
    return new Map(lines.map((line) => JSON.parse(line)).map((record) => [nameOf(record), record]));
  }

  async #write(folder, bucket, held) {
    const lines = [...held.keys()].sort().map((name) => `${JSON.stringify(held.get(name))}\n`);
    await mkdir(folder, { recursive: true });
    if (lines.length) await replaced(fileOf(folder, bucket), lines.join(''));
    else await rm(fileOf(folder, bucket), { force: true });
  }

  async #keep(place) {
    await replaced(join(this.folder, 'place.json'), JSON.stringify(place));
    Object.assign(this, { place, written: this.written + 1 });
  }
}

const nameOf = ({ type, key }) => `${type}\t${key}`;
const fileOf = (folder, bucket) => join(folder, `${encodeURIComponent(bucket)}.ndjson`);

const readIfThere = (file) => readFile(file, 'utf8').catch(({ code }) => assert.equal(code, 'ENOENT'));

/** Write a file whole, or leave the one of before. */
async function replaced(file, text) {
  await writeFile(`${file}.new`, text, { flush: true });
  await rename(`${file}.new`, file);
}

/** Lines by the bucket that they belong to. */
function grouped(lines) {
  const buckets = new Map();
  for (const line of lines) {
    const bucket = bucketOf(line);
    if (!buckets.has(bucket)) buckets.set(bucket, []);
    buckets.get(bucket).push(line);
  }
  return buckets;
}

/** Records with lines applied in order: those whose revision is above the copy's, or, where it is made anew, all. */
function applied(held, lines, { anew }) {
  for (const { operation, type, key, id, document, revision, state } of lines) {
    const name = nameOf({ type, key });
    if (!operation || (!anew && revision <= held.get(name)?.revision)) continue;
    if (state) held.set(name, { type, key, id, document, revision, state });
    else held.delete(name);
  }
  return held;
}

/** Keep a copy, whatever happens. */
async function keep(copy, once) {
  let [verified, failures, written] = [0, 0, 0];
  for (;;) {
    try {
      await copy.catchUp();
      if (Date.now() - verified > DAY) {
        await copy.verify();
        verified = Date.now();
      }
      if (once) return;
      await copy.follow(60);
    } catch (why) {
      if (!(why instanceof Again)) throw why;
      console.log(why.message);
      if (why instanceof CopyAnew) await copy.forget();
      failures = copy.written > written ? 1 : failures + 1;
      written = copy.written;
      if (once && failures === MOST_FAILURES) throw new Error('given up', { cause: why });
      await pause(Math.random() * 1000 * Math.min(60, 2 ** failures)); // so that partners do not come together
    }
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { once: { type: 'boolean' }, ...Object.fromEntries(FILTER.map((name) => [name, { type: 'string' }])) },
});
const [url, folder] = positionals;
const { once, ...wanted } = values;
try {
  const copy = new Copy(folder, new Ibid(new URL(url).href.replace(/\/$/, ''), wanted));
  await copy.open();
  await keep(copy, once);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
