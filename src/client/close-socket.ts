/** A socket that nobody answers is let go after this long; only Node can be told to. */
const CLOSE_GRACE_MS = 1_000;

/** Ends a socket for good: none of its handlers is called any more. */
export function closeSocket(socket: WebSocket & { readonly terminate?: () => void }): void {
  socket.onopen = socket.onmessage = socket.onclose = null;
  socket.close(1000);
  if (!socket.terminate || socket.readyState === 3) return;
  // A peer that never answers the close would keep a Node process alive for half a minute.
  const timer: unknown = setTimeout(() => socket.terminate?.(), CLOSE_GRACE_MS);
  (timer as { unref?: () => void }).unref?.();
}
