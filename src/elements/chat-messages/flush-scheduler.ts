/** How long a flush waits where no frames come: hidden tabs, frames that are scrolled away. */
const NO_FRAME_MS = 250;

/** Runs a task at most once an animation frame, and by a timer where there are no frames. */
export class FlushScheduler {
  readonly #task: () => void;
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(task: () => void) {
    this.#task = task;
  }

  schedule(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(this.#run, NO_FRAME_MS);
    this.#frame = requestAnimationFrame(this.#run);
  }

  cancel(): void {
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
    this.#timer = undefined;
  }

  readonly #run = (): void => {
    this.cancel();
    this.#task();
  };
}
