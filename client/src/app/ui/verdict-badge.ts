import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon, type IconName } from './icon';

export type VerdictName = 'include' | 'maybe' | 'exclude';
export type StandingName = 'pending' | 'conflict' | 'included' | 'excluded';

/** One person's verdict: hue, drawing and word together. */
@Component({
  selector: 'eh-verdict',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<eh-icon [name]="verdict()" />{{ 'verdicts.' + verdict() | transloco }}`,
  host: { class: 'eh-badge', '[class]': "'eh-badge-' + verdict()" },
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
  host: { class: 'eh-badge', '[class]': "'eh-badge-' + hue()" },
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
