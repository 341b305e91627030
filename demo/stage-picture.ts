const frameMs = 1000 / 24;
const maxPixelRatio = 1.25;
/** What a reader who prefers no motion sees. */
const stillAt = 7.3;
const stepsPerSecond = 7;
const steps = 16;
const voices = 4;
const points = 180;

/** Blobs of light: colour, and where they wander (centre, reach and speed of both axes, as parts of the picture). */
const lights = [
  { color: '101, 70, 255', x: [0.2, 0.1, 0.11], y: [0.12, 0.08, 0.07], size: 0.62 },
  { color: '206, 66, 128', x: [0.72, 0.09, 0.09], y: [0.58, 0.12, 0.13], size: 0.52 },
  { color: '30, 138, 168', x: [0.36, 0.12, 0.08], y: [0.95, 0.07, 0.12], size: 0.5 },
] as const;

/** The oscilloscope of a synthesizer and its sequencer, drawn in the page. It rests when nobody can see it or motion is not wanted. */
export class StagePicture {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  /** A few pixels, enlarged: soft light at next to no cost. */
  readonly #glow = document.createElement('canvas');
  readonly #stillness = matchMedia('(prefers-reduced-motion: reduce)');
  #isVisible = false;
  #frame = 0;
  #lastFrame = 0;
  #energy = 0;
  #step = -1;
  #pattern: boolean[][] = Array.from({ length: voices }, (_, voice) => Array.from({ length: steps }, (_, step) => plays(voice, step)));

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d', { alpha: false }) as CanvasRenderingContext2D;
    this.#glow.width = 96;
    this.#glow.height = 54;
    new ResizeObserver(() => this.#fit()).observe(canvas);
    new IntersectionObserver(([entry]) => {
      this.#isVisible = entry?.isIntersecting ?? false;
      this.#run();
    }).observe(canvas);
    this.#stillness.addEventListener('change', () => this.#run());
  }

  /** Sets the trace swinging: somebody wrote. */
  pluck(): void {
    this.#energy = Math.min(1.6, this.#energy + 0.35);
  }

  #fit(): void {
    const ratio = Math.min(devicePixelRatio, maxPixelRatio);
    this.#canvas.width = Math.max(1, Math.round(this.#canvas.clientWidth * ratio));
    this.#canvas.height = Math.max(1, Math.round(this.#canvas.clientHeight * ratio));
    this.#draw(this.#stillness.matches ? stillAt : performance.now() / 1000);
  }

  #run(): void {
    cancelAnimationFrame(this.#frame);
    if (this.#stillness.matches) this.#draw(stillAt);
    else if (this.#isVisible) this.#frame = requestAnimationFrame(this.#onFrame);
  }

  readonly #onFrame = (now: number): void => {
    this.#frame = requestAnimationFrame(this.#onFrame);
    if (now - this.#lastFrame < frameMs - 4) return;
    this.#lastFrame = now;
    this.#energy *= 0.94;
    this.#advance(Math.floor((now / 1000) * stepsPerSecond));
    this.#draw(now / 1000);
  };

  #advance(step: number): void {
    if (step === this.#step) return;
    this.#step = step;
    const hits = this.#pattern.filter((voice) => voice[step % steps]).length;
    this.#energy = Math.min(1.6, this.#energy + hits * 0.09);
    if (step % (steps * 4) !== 0) return;
    const voice = Math.floor(Math.random() * voices);
    this.#pattern[voice] = this.#pattern[voice]!.map((on) => (Math.random() < 0.15 ? !on : on));
  }

  #draw(time: number): void {
    const { width, height } = this.#canvas;
    this.#drawLight(time);
    const unit = height / 100;
    this.#drawGrid(width, height, unit);
    this.#drawSequencer(width, height, unit);
    this.#drawTrace(time - 0.24, [[0.8, 0.16]], unit);
    this.#drawTrace(time - 0.12, [[0.8, 0.3]], unit);
    // Wide and faint below narrow and bright glows like a screen; a real blur costs ten times as much.
    this.#drawTrace(time, [[2.6, 0.12], [1.3, 0.24], [0.5, 0.95]], unit);
  }

  #drawLight(time: number): void {
    const glow = this.#glow.getContext('2d') as CanvasRenderingContext2D;
    const { width, height } = this.#glow;
    glow.fillStyle = '#120c2e';
    glow.fillRect(0, 0, width, height);
    for (const { color, x, y, size } of lights) {
      const centerX = width * (x[0] + x[1] * Math.sin(time * x[2] * 2));
      const centerY = height * (y[0] + y[1] * Math.cos(time * y[2] * 2));
      const light = glow.createRadialGradient(centerX, centerY, 0, centerX, centerY, width * size);
      light.addColorStop(0, `rgba(${color}, 0.92)`);
      light.addColorStop(0.45, `rgba(${color}, 0.36)`);
      light.addColorStop(1, `rgba(${color}, 0)`);
      glow.fillStyle = light;
      glow.fillRect(0, 0, width, height);
    }
    this.#context.drawImage(this.#glow, 0, 0, this.#canvas.width, this.#canvas.height);
  }

  #drawGrid(width: number, height: number, unit: number): void {
    const context = this.#context;
    context.strokeStyle = 'rgba(255, 255, 255, 0.06)';
    context.lineWidth = Math.max(1, unit * 0.15);
    context.beginPath();
    for (let column = 1; column < 12; column++) line(context, (width * column) / 12, 0, (width * column) / 12, height);
    for (let row = 1; row < 7; row++) line(context, 0, (height * row) / 7, width, (height * row) / 7);
    context.stroke();
  }

  #drawSequencer(width: number, height: number, unit: number): void {
    const context = this.#context;
    const pitch = unit * 3.4;
    const left = width - pitch * steps - unit * 4;
    const top = height - pitch * voices - unit * 5;
    // A small picture keeps its lower edge for the title.
    if (left < width * 0.45 || this.#canvas.clientWidth < 420 || this.#canvas.clientHeight < 120) return;
    for (let voice = 0; voice < voices; voice++) {
      for (let step = 0; step < steps; step++) {
        const isOn = this.#pattern[voice]?.[step] ?? false;
        const isNow = this.#step % steps === step;
        context.fillStyle = isOn ? `rgba(255, 255, 255, ${isNow ? 1 : 0.42})` : `rgba(255, 255, 255, ${isNow ? 0.22 : 0.09})`;
        const size = unit * (isOn && isNow ? 2.9 : 2.4);
        const inset = (pitch - size) / 2;
        context.beginPath();
        context.roundRect(left + step * pitch + inset, top + voice * pitch + inset, size, size, unit * 0.6);
        context.fill();
      }
    }
  }

  #drawTrace(time: number, strokes: readonly (readonly [width: number, alpha: number])[], unit: number): void {
    const context = this.#context;
    const { width, height } = this.#canvas;
    const middle = height * 0.46;
    const swing = height * (0.1 + 0.13 * this.#energy);
    context.beginPath();
    for (let point = 0; point <= points; point++) {
      const along = point / points;
      const x = width * along;
      const y = middle + swing * envelope(along) * voiceAt(along, time);
      if (point === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.lineJoin = 'round';
    for (const [lineWidth, alpha] of strokes) {
      context.strokeStyle = `rgba(190, 228, 255, ${alpha})`;
      context.lineWidth = unit * lineWidth;
      context.stroke();
    }
  }
}

/** A sound whose harmonics come and go. */
function voiceAt(along: number, time: number): number {
  const angle = along * Math.PI * 6 + time * 2.1;
  let sum = 0;
  for (let harmonic = 1; harmonic <= 6; harmonic++) {
    const weight = (0.55 + 0.45 * Math.sin(time * 0.23 * harmonic + harmonic)) / harmonic;
    sum += weight * Math.sin(angle * harmonic + time * 0.4 * harmonic);
  }
  return sum * 0.8;
}

function envelope(along: number): number {
  return Math.sin(Math.PI * along) ** 0.8;
}

function plays(voice: number, step: number): boolean {
  return [step % 4 === 0, step % 8 === 4, step % 2 === 0 && step % 3 !== 0, (step * 7) % 16 < 4][voice] ?? false;
}

function line(context: CanvasRenderingContext2D, fromX: number, fromY: number, toX: number, toY: number): void {
  context.moveTo(fromX, fromY);
  context.lineTo(toX, toY);
}
