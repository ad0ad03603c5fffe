import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The running platform, as `./docket env` tells where it is. */
const env = (name: string, otherwise: string) => process.env[name] || otherwise;
const gateway = env('DOCKET_GATEWAY_URL', 'http://127.0.0.1:8080');
const issuer = env('DOCKET_OIDC_ISSUER', 'http://127.0.0.1:8089/realms/docket');
const home = env('DOCKET_HOME', '../../.docket');

/** What a command answers. */
export interface Accepted {
  readonly id: string;
  readonly events: readonly { readonly id: string }[];
}

/** A new access token of a demo user. */
export async function token(user: string): Promise<string> {
  const password = readFileSync(join(home, 'secrets', `user-${user}`), 'utf8').trim();
  const response = await fetch(`${issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', client_id: 'docket-cli', username: user, password }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** Sends a command that must be accepted. */
export async function command(type: string, payload: object, bearer: string): Promise<Accepted> {
  const response = await fetch(`${gateway}/api/commands/${type}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(payload),
  });
  if (!response.ok) {
    throw new Error(`${type}: ${response.status} ${await response.text()}`);
  }
  return (await response.json()) as Accepted;
}
