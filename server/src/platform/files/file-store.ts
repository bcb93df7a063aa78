import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Refusal } from '@shared/domain/refusal';
import { CONFIG, type Config } from '../config';

export interface StoredFile {
  /** 64 lower-case hexadecimal digits; the file's only name. */
  sha256: string;
  bytes: number;
}

/** Left free on the disk for the database. */
const RESERVE_BYTES = 256 * 1024 * 1024;
const STALE_MS = 24 * 3_600_000;

/**
 * Files under `DATA/files`, named by their content. What a person called a file is data and never a path. A file is
 * written beside, synced and renamed, so a name in the store always means the whole content; the same content is kept
 * once. Nothing is removed: ledgers refer to it.
 */
@Injectable()
export class FileStore {
  private readonly folder: string;
  private readonly incoming: string;

  constructor(@Inject(CONFIG) config: Pick<Config, 'DATA'>) {
    this.folder = join(config.DATA, 'files');
    this.incoming = join(this.folder, 'incoming');
    mkdirSync(this.incoming, { recursive: true });
    void this.sweep();
  }

  /**
   * Takes a stream in. `declaredBytes` (a Content-Length) lets a file that is too large be refused before it is read.
   * @throws Refusal too_large, disk_full, upload_empty, upload_cut; nothing is kept then.
   */
  async put(
    stream: Readable,
    { maxBytes, declaredBytes = null }: { maxBytes: number; declaredBytes?: number | null },
  ): Promise<StoredFile> {
    if (declaredBytes !== null && declaredBytes > maxBytes) throw tooLarge(maxBytes);
    await this.needRoom(declaredBytes ?? 0);
    const path = join(this.incoming, randomUUID());
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      const file = await open(path, 'wx', 0o600);
      try {
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          bytes += chunk.length;
          if (bytes > maxBytes) throw tooLarge(maxBytes);
          hash.update(chunk);
          await writeAll(file, chunk);
        }
        if (bytes === 0) throw new Refusal('upload_empty', 'The file is empty. Nothing was kept.', 400);
        if (declaredBytes !== null && bytes !== declaredBytes) throw cut();
        await file.sync();
      } finally {
        await file.close();
      }
      const sha256 = hash.digest('hex');
      await this.keep(path, sha256);
      return { sha256, bytes };
    } catch (error) {
      await rm(path, { force: true });
      throw understood(error);
    }
  }

  /** Where a stored file lies, for readers in worker threads. @throws RangeError for what is not a digest. */
  pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError(`FileStore: ${sha256} is not a SHA-256`);
    return join(this.folder, sha256.slice(0, 2), sha256.slice(2));
  }

  async exists(sha256: string): Promise<boolean> {
    return (await this.sizeOf(sha256)) !== null;
  }

  async sizeOf(sha256: string): Promise<number | null> {
    return stat(this.pathOf(sha256)).then(
      (found) => found.size,
      () => null,
    );
  }

  /** The content, or its bytes from `start` to `end` (both counted in). */
  read(sha256: string, range?: { start: number; end: number }): ReadStream {
    return createReadStream(this.pathOf(sha256), range);
  }

  private async keep(path: string, sha256: string): Promise<void> {
    const target = this.pathOf(sha256);
    const folder = join(target, '..');
    await mkdir(folder, { recursive: true });
    if (await this.exists(sha256)) {
      await rm(path);
      return;
    }
    await rename(path, target);
    // The new name itself must survive a power cut.
    const handle = await open(folder, 'r');
    await handle.sync().catch(() => undefined);
    await handle.close();
  }

  private async needRoom(bytes: number): Promise<void> {
    const disk = await statfs(this.folder).catch(() => null);
    if (disk && disk.bavail * disk.bsize < bytes + RESERVE_BYTES) throw diskFull();
  }

  /** What an interrupted upload left behind. */
  private async sweep(): Promise<void> {
    const names = await readdir(this.incoming).catch(() => [] as string[]);
    for (const name of names) {
      const path = join(this.incoming, name);
      const found = await stat(path).catch(() => null);
      if (found && Date.now() - found.mtimeMs > STALE_MS) await rm(path, { force: true });
    }
  }
}

async function writeAll(file: Awaited<ReturnType<typeof open>>, chunk: Buffer): Promise<void> {
  let written = 0;
  while (written < chunk.length) written += (await file.write(chunk, written)).bytesWritten;
}

function understood(error: unknown): unknown {
  const code = (error as { code?: string }).code ?? '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull();
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR') return cut();
  return error;
}

const tooLarge = (maxBytes: number): Refusal =>
  new Refusal(
    'too_large',
    `The file is larger than this server takes (${Math.floor(maxBytes / 1_000_000)} MB). Nothing was kept; split it, or ask the host to raise the limit.`,
    413,
    { maxBytes },
  );
const diskFull = (): Refusal =>
  new Refusal('disk_full', 'The server has no room for this file. Nothing was kept; ask the host to make room.', 507);
const cut = (): Refusal =>
  new Refusal(
    'upload_cut',
    'The upload ended before the whole file had arrived. Nothing was kept; send it again.',
    400,
  );
