// Where the Ibid is that the programs here ask.
const { IBID_URL } = process.env;

if (!IBID_URL) {
  throw new Error('Set IBID_URL to the address of a running Ibid, such as http://127.0.0.1:8000');
}

export const url = new URL('/graphql', IBID_URL).href;
export const socket = url.replace(/^http/, 'ws');
