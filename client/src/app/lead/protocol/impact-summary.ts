import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AmendmentImpact } from '@shared/contracts/protocol';
import { NumberLink } from '../../ui/number-link';

/** What an amendment touches, in words and volumes: complete citations and one's own decisions, nothing sealed. */
@Component({
  selector: 'eh-impact',
  imports: [NumberLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h3>{{ 'protocol.impact.title' | transloco }}</h3>
    @if (impact().difference?.isSame) {
      <p>{{ 'protocol.impact.same' | transloco }}</p>
    } @else if (touched().length === 0) {
      <p>{{ 'protocol.impact.nothing' | transloco }}</p>
    } @else {
      @if (impact().criteria.length || impact().reasons.length) {
        <ul class="parts">
          @for (part of impact().criteria; track part.id) {
            <li>
              <span class="eh-quiet">{{ 'protocol.impact.criterion.' + part.change | transloco }}</span>
              {{ part.after || part.before }}
            </li>
          }
          @for (part of impact().reasons; track part.id) {
            <li>
              <span class="eh-quiet">{{ 'protocol.impact.reason.' + part.change | transloco }}</span>
              {{ part.after || part.before }}
              @if (part.settled) {
                <span class="eh-quiet">{{ 'protocol.impact.reported' | transloco: { count: part.settled } }}</span>
              }
            </li>
          }
        </ul>
      }
      @if (impact().reasonOrderChanged) {
        <p>{{ 'protocol.impact.order' | transloco }}</p>
      }
      <table>
        <caption class="eh-visually-hidden">
          {{
            'protocol.impact.title' | transloco
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col">{{ 'protocol.impact.stage' | transloco }}</th>
            <th scope="col" class="figure">{{ 'protocol.impact.settled' | transloco }}</th>
            <th scope="col" class="figure">{{ 'protocol.impact.own' | transloco }}</th>
          </tr>
        </thead>
        <tbody>
          @for (stage of touched(); track stage.stageId) {
            <tr>
              <th scope="row">{{ stage.name }}</th>
              <td class="figure">
                @if (links(); as records) {
                  <eh-number
                    [value]="stage.settled"
                    [link]="records"
                    [params]="{ stageId: stage.stageId, upToVersion: upTo(stage) }"
                    [label]="'protocol.impact.settledOf' | transloco: { stage: stage.name }"
                  />
                } @else {
                  {{ stage.settled }}
                }
              </td>
              <td class="figure">{{ stage.own }}</td>
            </tr>
          }
        </tbody>
      </table>
      <p class="eh-quiet eh-small">{{ 'protocol.impact.stays' | transloco }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--eh-3);
    }
    .parts {
      display: grid;
      gap: var(--eh-1);
    }
    table {
      width: 100%;
    }
    th,
    td {
      padding: var(--eh-1) 0;
      border-top: var(--eh-hair);
      font-weight: 400;
      text-align: start;
    }
    thead th {
      border: 0;
      font-size: var(--eh-text-xs);
      font-weight: 600;
      color: var(--eh-ink-2);
    }
    .figure {
      width: 9rem;
      text-align: end;
    }
  `,
})
export class ImpactSummary {
  readonly impact = input.required<AmendmentImpact>();
  /** The list of records, where figures open what they count; left out in a dialog. */
  readonly links = input<readonly string[] | null>(null);
  protected readonly touched = computed(() => this.impact().stages.filter((stage) => stage.isTouched));

  /** The newest version that the figure of a stage counts. */
  protected upTo({ byVersion }: AmendmentImpact['stages'][number]): number {
    return byVersion.at(-1)?.version ?? this.impact().from;
  }
}
