/** The titles of the suites that make up each table of `npm run matrix`; what stands in parentheses is the column. */
export const suites = {
  frameworks: /^the elements in (\w+(?: StrictMode)?)$/,
  fresh: /^a (fresh) application/,
  servers: /(@lit-labs\/ssr|SvelteKit)/,
  types: /^the types of the (package)$/,
  engines: /, in (\w+)$/,
};

/** What no suite is about. */
export const notTried = ['Next.js', 'Nuxt', 'Astro'];
