import type { AppRequest } from '../http/route';
import type { FileStore, StoredFile } from './file-store';

/**
 * Takes the body of an `application/octet-stream` request into the store. A body that is too large is refused on its
 * declared length, before it is read, and the connection is closed so that the rest is not sent.
 */
export async function storeBody(request: AppRequest, files: FileStore, maxBytes: number): Promise<StoredFile> {
  const length = request.get('content-length');
  const declaredBytes = length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : null;
  try {
    return await files.put(request, { maxBytes, declaredBytes });
  } catch (error) {
    request.res?.setHeader('Connection', 'close');
    request.unpipe();
    request.resume();
    throw error;
  }
}

/** A file's name as its owner calls it, fit to be shown: no folders, no control characters, at most 200 characters. */
export function shownName(name: string, fallback: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = [...last.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim()].slice(0, 200).join('');
  return /^[. ]*$/.test(clean) ? fallback : clean;
}

/** Headers under which foreign content is safe to hand out: as a download, never run, never guessed. */
export function downloadHeaders(name: string, mediaType = 'application/octet-stream'): Record<string, string> {
  const ascii = name.replace(/[^\w. -]/g, '_');
  return {
    'Content-Type': mediaType,
    'Content-Disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  };
}
