import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/**
 * The frame of every reading desk: the record, what is beside it (criteria, reasons, note) and the verdicts at the foot,
 * always at hand. Where there is no room beside, that part follows the record, or with `isDrawer` comes up from below
 * when it `isOpen`. `--eh-desk-top` and `--eh-desk-floor` say what lies over the desk's edges, `--_side` how far the
 * page's margin is.
 *
 * `<eh-desk [label]="…"> <article>…</article> <ng-container beside>…</ng-container> <ng-container foot>…</ng-container> </eh-desk>`
 */
@Component({
  selector: 'eh-desk',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="columns">
      <div class="record"><ng-content /></div>
      <aside class="beside" [class.open]="isOpen()" [attr.aria-label]="label()">
        <ng-content select="[beside]" />
      </aside>
    </div>
    <div class="foot"><ng-content select="[foot]" /></div>
  `,
  styleUrl: './desk-frame.scss',
  host: { '[class.drawer]': 'isDrawer()' },
})
export class DeskFrame {
  /** Names what is beside the record. */
  readonly label = input('');
  readonly isDrawer = input(false);
  readonly isOpen = input(false);
}
