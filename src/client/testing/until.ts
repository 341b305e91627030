/** Waits on real time, as tests with real sockets have to. Throws after 6 s. */
export async function until(isDone: () => boolean, what: string): Promise<void> {
  for (let waited = 0; !isDone(); waited += 10) {
    if (waited > 6_000) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
