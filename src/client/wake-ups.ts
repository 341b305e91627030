/** What happened: the network is back, the page is shown again, or time was lost because the device or the page slept. */
export type WakeUpReason = 'online' | 'visible' | 'pageshow' | 'resume' | 'clock';

/** Starts watching and returns a function that stops it. Called when a room connects, stopped when it disconnects. */
export type WakeUpSource = (wake: (reason: WakeUpReason) => void) => () => void;
