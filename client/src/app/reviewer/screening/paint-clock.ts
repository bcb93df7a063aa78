/** How long one act took from the key to the next citation on the screen. */
export interface PaintSample {
  act: string;
  /** ms from the key press, as the browser dated it, to the first frame that shows the result. */
  ms: number;
  at: number;
}

declare global {
  interface Window {
    /** The last acts of this page, for measurements; nothing leaves the browser. */
    __evenhandPerf?: { samples: PaintSample[] };
  }
}

const KEPT = 500;

/** Takes the time until what a key did is painted. `pressedAt` is the event's own time stamp. */
export function timePaint(act: string, pressedAt: number): void {
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    // Runs after the frame was handed to the compositor.
    channel.port1.onmessage = () => {
      channel.port1.close();
      const end = performance.now();
      performance.measure(`evenhand.${act}`, { start: pressedAt, end });
      const log = (window.__evenhandPerf ??= { samples: [] });
      log.samples.push({ act, ms: end - pressedAt, at: end });
      if (log.samples.length > KEPT) log.samples.shift();
    };
    channel.port2.postMessage(null);
  });
}
