import { chromium, type Browser, type BrowserContext, type ConsoleMessage, type LaunchOptions } from 'playwright-core';
import { browserArgs, ensureBrowser } from '../../scripts/ensure-browser.mjs';

/** The loader of these tests wraps named functions in a helper of its own, which pages do not have: a script that gives it to them. */
export const loaderHelper = 'globalThis.__name = (named) => named;';

export async function launch(options: LaunchOptions = {}): Promise<Browser> {
  const { path } = await ensureBrowser();
  return chromium.launch({ executablePath: path, args: browserArgs, ...options });
}

/** What a browser context did that a visitor, or somebody curious, could have noticed. */
export interface Record {
  readonly requests: string[];
  readonly console: string[];
  readonly errors: string[];
  /** What no page's code caught: part of `errors`. */
  readonly uncaught: string[];
  readonly violations: string[];
  /** Tokens that endpoints handed out. */
  readonly tokens: string[];
}

/** Listens to every page of a context, present and future. Call it before the first page opens. */
export async function record(context: BrowserContext): Promise<Record> {
  const seen: Record = { requests: [], console: [], errors: [], uncaught: [], violations: [], tokens: [] };
  context.on('request', (request) => seen.requests.push(request.url()));
  context.on('page', (page) => page.on('websocket', (socket) => seen.requests.push(socket.url())));
  context.on('requestfinished', (request) => {
    if (!/\/token$/.test(new URL(request.url()).pathname)) return;
    // The browser does not keep every body; a token that is not seen here cannot be looked for.
    const body = request.response().then((response) => response?.json() as Promise<{ token?: string }> | undefined);
    void body.then((answer) => answer?.token && seen.tokens.push(answer.token)).catch(() => {});
  });
  context.on('console', (message: ConsoleMessage) => {
    seen.console.push(`${message.type()}: ${message.text()}`);
    if (message.type() === 'error') seen.errors.push(message.text());
  });
  context.on('weberror', (error) => {
    for (const list of [seen.errors, seen.uncaught]) list.push(String(error.error()));
  });
  await context.addInitScript(loaderHelper);
  await context.exposeBinding('reportViolation', (_source, text: string) => void seen.violations.push(text));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = (globalThis as unknown as { reportViolation(text: string): void }).reportViolation;
      report(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  return seen;
}

/** All text that a script on the page could read: the tree with every open shadow root, addresses, storage and cookies. */
export function everythingReadable(): string {
  const out: string[] = [location.href, document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  const walk = (node: Node): void => {
    if (node instanceof Element) {
      for (const { name, value } of node.attributes) out.push(`${name}=${value}`);
      if (node.shadowRoot) walk(node.shadowRoot);
      if (node.localName.startsWith('ivs-')) out.push(...publicValues(node));
    }
    if (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.COMMENT_NODE) out.push(node.nodeValue ?? '');
    node.childNodes.forEach(walk);
  };
  const publicValues = (element: Element): string[] => {
    const values: string[] = [];
    const seen = new Set<unknown>();
    const visit = (value: unknown, depth: number): void => {
      if (typeof value === 'string') values.push(value);
      if (typeof value !== 'object' || value === null || value instanceof Node || seen.has(value) || depth > 4) return;
      seen.add(value);
      for (let holder: object | null = value; holder && holder !== Object.prototype; holder = Object.getPrototypeOf(holder) as object | null) {
        for (const key of Reflect.ownKeys(holder)) {
          try {
            visit(Reflect.get(value, key), depth + 1);
          } catch {
            // an accessor of another kind of object
          }
        }
      }
    };
    for (let holder: object | null = element; holder && holder !== HTMLElement.prototype; holder = Object.getPrototypeOf(holder) as object | null) {
      for (const key of Reflect.ownKeys(holder)) visit(Reflect.get(element, key), 0);
    }
    return values;
  };
  walk(document);
  return out.join('\n');
}
