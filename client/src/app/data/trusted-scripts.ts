/** Scripts that may run as workers: the service worker, and those that the build named after their content. */
const OWN_WORKER = /^\/(ngsw-worker|worker-[A-Z0-9]{8})\.js$/;

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string | null }): unknown;
}

/** The address where it is one of our own workers on our own server; null for every other. */
export function ownWorker(url: string, origin: string): string | null {
  if (!URL.canParse(url, origin)) return null;
  const { origin: from, pathname, href } = new URL(url, origin);
  return from === origin && OWN_WORKER.test(pathname) ? href : null;
}

/**
 * The content policy lets no plain text become a script (Trusted Types). Under this default policy the addresses of our
 * own workers may; everything else that is not from Angular's own templates is refused by the browser.
 */
export function trustOwnWorkers(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', { createScriptURL: (url) => ownWorker(url, location.origin) });
}
