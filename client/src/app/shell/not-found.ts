import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { EmptyState } from '../ui/empty-state';

@Component({
  selector: 'eh-not-found',
  imports: [EmptyState, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="eh-page">
      <h1>{{ 'notFound.title' | transloco }}</h1>
      <eh-empty [title]="'notFound.what' | transloco" [text]="'notFound.why' | transloco">
        <a routerLink="/">{{ 'notFound.home' | transloco }}</a>
      </eh-empty>
    </div>
  `,
})
export class NotFound {}
