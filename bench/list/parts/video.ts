import type { Browser } from 'puppeteer-core';
import type { ListName } from '../options.js';
import type { Site } from '../site.js';
import { Visit } from '../visit.js';

const rate = 1000;
const clipSeconds = 6;
const answerMs = 15_000;

export interface VideoRun {
  /** Of the frames of the video that were due, 0 to 1. */
  readonly dropped: number;
  readonly frames: number;
}

/** Records a clip in the browser itself: 640 by 360, 30 frames a second, something moving in each. */
export async function recordClip(browser: Browser, site: Site): Promise<void> {
  await Visit.with(browser, site, 'bound', {}, async (visit) => {
    const encoded = await visit.run<string>(`(async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
      const context = canvas.getContext('2d');
      const draw = (frame) => {
        for (let i = 0; i < 40; i++) {
          context.fillStyle = 'hsl(' + ((frame * 3 + i * 9) % 360) + ' 70% 50%)';
          context.fillRect((i * 97 + frame * 7) % 640, (i * 53 + frame * 5) % 360, 90, 60);
        }
      };
      const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: 'video/webm;codecs=vp8', videoBitsPerSecond: 2_000_000 });
      const chunks = [];
      recorder.ondataavailable = ({ data }) => chunks.push(data);
      let frame = 0;
      const timer = setInterval(() => draw(frame++), 1000 / 30);
      recorder.start();
      await new Promise((resolve) => setTimeout(resolve, ${clipSeconds * 1000}));
      clearInterval(timer);
      await new Promise((resolve) => { recorder.onstop = resolve; recorder.stop(); });
      const reader = new FileReader();
      await new Promise((resolve) => { reader.onload = resolve; reader.readAsDataURL(new Blob(chunks)); });
      return reader.result.slice(reader.result.indexOf(',') + 1);
    })()`);
    site.setClip(Buffer.from(encoded, 'base64'));
  });
}

/** Plays the clip beside a list at 1,000 messages a second; beside an empty one when `isEmpty`. */
export async function videoOnce(browser: Browser, site: Site, list: ListName, seconds: number, isEmpty: boolean): Promise<VideoRun> {
  const limitMs = (seconds + 1) * 1000 + answerMs;
  return Visit.with(browser, site, list, { limitMs }, async (visit) => {
    await visit.run(`(async () => {
      const video = Object.assign(document.createElement('video'), { id: 'clip', src: '/clip.webm', muted: true, loop: true });
      document.body.append(video);
      await video.play();
    })()`);
    const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    await (isEmpty ? pause(1000) : visit.feed.stream(rate, 1));
    const quality = `(({ droppedVideoFrames: dropped, totalVideoFrames: total }) => ({ dropped, total }))(document.querySelector('#clip').getVideoPlaybackQuality())`;
    const before = await visit.run<{ dropped: number; total: number }>(quality);
    await visit.begin();
    await (isEmpty ? pause(seconds * 1000) : visit.feed.stream(rate, seconds));
    const after = await visit.run<{ dropped: number; total: number }>(quality);
    const { frames, seconds: measured } = await visit.report();
    return { dropped: (after.dropped - before.dropped) / (after.total - before.total), frames: Math.min(1, frames / (60 * measured)) };
  });
}
