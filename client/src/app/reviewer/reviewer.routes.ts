import type { Routes } from '@angular/router';
import type { NavigationItem } from '../ui/navigation';

/** Screens under `/reviews/:reviewId/`. */
export const routes: Routes = [];

export const navigation: NavigationItem[] = [];
