import type { Routes } from '@angular/router';

/** Published pages under `/public/`: no account, no review frame. */
export const publicRoutes: Routes = [];
