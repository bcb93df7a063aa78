import { HttpClient, type HttpContext } from '@angular/common/http';
import { inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';

export interface RequestOptions {
  params?: Record<string, string | number | boolean | readonly string[]>;
  context?: HttpContext;
  headers?: Record<string, string>;
}

/**
 * What every `...Api` class extends: JSON requests as promises that reject with a `Problem`. Paths begin with `/api/`.
 * Every write carries an `id` made here (`newId()`); keep it when trying the same act again, so that it is done once.
 */
export abstract class Api {
  protected readonly http = inject(HttpClient);

  newId(): string {
    return newId();
  }

  protected get<T>(path: string, options: RequestOptions = {}): Promise<T> {
    return firstValueFrom(this.http.get<T>(path, options));
  }

  protected post<T>(path: string, body?: unknown, options: RequestOptions = {}): Promise<T> {
    return firstValueFrom(this.http.post<T>(path, body ?? {}, options));
  }

  protected put<T>(path: string, body?: unknown, options: RequestOptions = {}): Promise<T> {
    return firstValueFrom(this.http.put<T>(path, body ?? {}, options));
  }

  protected patch<T>(path: string, body?: unknown, options: RequestOptions = {}): Promise<T> {
    return firstValueFrom(this.http.patch<T>(path, body ?? {}, options));
  }

  protected delete<T>(path: string, body?: unknown, options: RequestOptions = {}): Promise<T> {
    return firstValueFrom(this.http.delete<T>(path, { ...options, body }));
  }
}

/**
 * A random UUID. `crypto.randomUUID` exists only on https and localhost; a server on plain http in an office network
 * gets the same thing from `getRandomValues`.
 */
export function newId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
