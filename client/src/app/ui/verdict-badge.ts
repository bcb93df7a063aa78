import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon, type IconName } from './icon';

export type VerdictName = 'include' | 'maybe' | 'exclude';
export type StandingName = 'pending' | 'conflict' | 'included' | 'excluded';

const BADGE_STYLES = `
  :host {
    display: inline-flex;
    gap: 0.3em;
    align-items: center;
    padding: 0.05em 0.5em 0.05em 0.35em;
    border-radius: 4px;
    background: var(--_soft);
    color: var(--_hue);
    font: 600 var(--eh-text-xs) / 1.5 var(--eh-sans);
    white-space: nowrap;
  }
  :host(.include) { --_hue: var(--eh-include); --_soft: var(--eh-include-soft); }
  :host(.maybe) { --_hue: var(--eh-maybe); --_soft: var(--eh-maybe-soft); }
  :host(.exclude) { --_hue: var(--eh-exclude); --_soft: var(--eh-exclude-soft); }
  :host(.conflict) { --_hue: var(--eh-conflict); --_soft: var(--eh-conflict-soft); }
  :host(.pending) { --_hue: var(--eh-pending); --_soft: var(--eh-pending-soft); }
  @media print { :host { border: 1px solid currentColor; } }
`;

/** One person's verdict: hue, drawing and word together. */
@Component({
  selector: 'eh-verdict',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<eh-icon [name]="verdict()" />{{ 'verdicts.' + verdict() | transloco }}`,
  styles: BADGE_STYLES,
  host: { '[class]': 'verdict()' },
})
export class VerdictBadge {
  readonly verdict = input.required<VerdictName>();
}

/** Where a citation stands at a stage. */
@Component({
  selector: 'eh-standing',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<eh-icon [name]="hue()" />{{ 'standings.' + standing() | transloco }}`,
  styles: BADGE_STYLES,
  host: { '[class]': 'hue()' },
})
export class StandingBadge {
  readonly standing = input.required<StandingName>();
  protected readonly hue = computed(() => HUES[this.standing()]);
}

const HUES: Readonly<Record<StandingName, IconName & ('pending' | 'conflict' | VerdictName)>> = {
  pending: 'pending',
  conflict: 'conflict',
  included: 'include',
  excluded: 'exclude',
};
