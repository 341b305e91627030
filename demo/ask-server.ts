/**
 * Asks the demo's server to do something, and says in the page's line of trouble why it did not.
 *
 * @returns what it answers, or `undefined` when it refused or was not there
 */
export async function askServer<Answer>(path: string, input: Record<string, unknown> = {}): Promise<Answer | undefined> {
  const line = document.querySelector('#trouble') as HTMLElement;
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(input),
    });
    const answer = (await response.json()) as Answer & { readonly message?: string };
    line.textContent = response.ok ? '' : (answer.message ?? `The demo’s server answered with ${response.status}.`);
    return response.ok ? answer : undefined;
  } catch {
    line.textContent = 'The demo’s server does not answer. Is it still running?';
    return undefined;
  }
}
