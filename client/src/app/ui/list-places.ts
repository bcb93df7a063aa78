import { inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';

/** How far a list was loaded and scrolled. */
export interface ListPlace {
  rows: number;
  top: number;
}

const MOST_KEPT = 50;

/**
 * Where long lists stood when they were left. The browser's "back" returns there; the router alone cannot, since a list is
 * short again until its rows are loaded.
 */
@Injectable({ providedIn: 'root' })
export class ListPlaces {
  private readonly router = inject(Router);
  private readonly places = new Map<string, ListPlace>();

  keep(address: string, place: ListPlace): void {
    this.places.delete(address);
    this.places.set(address, place);
    for (const oldest of this.places.keys()) {
      if (this.places.size <= MOST_KEPT) break;
      this.places.delete(oldest);
    }
  }

  placeOf(address: string): ListPlace | null {
    return this.places.get(address) ?? null;
  }

  /** Asked by a screen while it is made: whether somebody goes back or forward to it, and does not come anew. */
  comesBack(): boolean {
    return this.router.currentNavigation()?.trigger === 'popstate';
  }
}
