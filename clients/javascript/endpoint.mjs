// Where the Ibid is that the programs here ask, and how to run a command on its data.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const { IBID_URL } = process.env;

if (!IBID_URL) {
  throw new Error('Set IBID_URL to the address of a running Ibid, such as http://127.0.0.1:8000');
}

export const url = new URL('/graphql', IBID_URL).href;
export const socket = url.replace(/^http/, 'ws');

/** What a command prints: IBID_COMMAND is what starts Ibid, as JSON. */
export async function ibid(...words) {
  const [program, ...first] = JSON.parse(process.env.IBID_COMMAND);
  const { stdout } = await promisify(execFile)(program, [...first, ...words]);
  return stdout.trim();
}
