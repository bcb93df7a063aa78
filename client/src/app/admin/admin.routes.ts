import type { Routes } from '@angular/router';

/** Screens of the host under `/admin/`, inside the site frame. */
export const routes: Routes = [];
