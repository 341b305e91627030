import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const cookieName = 'demo-session';

/**
 * Stands in for a site's sign-in. The cookie is scoped to `/as/<name>/`, so that two tabs of one browser can be two people,
 * and signed, so that only this server hands it out.
 */
export class SessionCookie {
  readonly #secret: Buffer;

  constructor(secret: Buffer = randomBytes(32)) {
    this.#secret = secret;
  }

  /** The `Set-Cookie` header that signs a person in. */
  header(name: string): string {
    return `${cookieName}=${name}.${this.#sign(name)}; Path=/as/${name}/; HttpOnly; SameSite=Strict`;
  }

  /** Who the `Cookie` header says this is, if this server said so before. */
  read(header: string | undefined): string | undefined {
    const prefix = `${cookieName}=`;
    for (const pair of (header ?? '').split(';')) {
      if (!pair.trim().startsWith(prefix)) continue;
      const [name = '', signature = ''] = pair.trim().slice(prefix.length).split('.');
      const expected = Buffer.from(this.#sign(name));
      const given = Buffer.from(signature);
      if (expected.length === given.length && timingSafeEqual(expected, given)) return name;
    }
    return undefined;
  }

  #sign(name: string): string {
    return createHmac('sha256', this.#secret).update(name).digest('base64url');
  }
}

/** A secret that outlives a restart, so that open tabs stay signed in; a passing one where the file cannot be written. */
export function keepSecret(file: string): Buffer {
  try {
    const kept = readFileSync(file);
    if (kept.length === 32) return kept;
  } catch {
    // The first start.
  }
  const secret = randomBytes(32);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, secret, { mode: 0o600 });
  } catch {
    // A read-only checkout: tabs have to be reloaded after a restart.
  }
  return secret;
}
