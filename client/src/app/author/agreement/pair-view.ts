import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AgreementPair } from '@shared/contracts/exports';
import { NumberLink } from '../../ui/number-link';
import { Coefficient } from './coefficient';

/** Two readers: what each decided against the other, with and without "maybe", and what follows from it. */
@Component({
  selector: 'eh-pair',
  imports: [Coefficient, NumberLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2>
      {{ 'author.agreement.pair' | transloco: { first: pair().reviewers[0], second: pair().reviewers[1] } }}
      <span class="eh-quiet n">{{ 'author.agreement.both' | transloco: { count: pair().n } }}</span>
    </h2>
    <div class="parts">
      <div class="tables" tabindex="0" role="group" [attr.aria-label]="'author.agreement.title' | transloco">
        @for (one of tables(); track one.categories.length) {
          <table>
            <caption>
              {{
                'author.agreement.tables.' + one.categories.length | transloco
              }}
            </caption>
            <thead>
              <tr>
                <td></td>
                <th [attr.colspan]="one.categories.length" scope="colgroup" class="who">{{ pair().reviewers[1] }}</th>
              </tr>
              <tr>
                <th scope="col" class="who">{{ pair().reviewers[0] }}</th>
                @for (category of one.categories; track category) {
                  <th scope="col">{{ 'verdicts.' + category | transloco }}</th>
                }
              </tr>
            </thead>
            <tbody>
              @for (row of one.table; track $index; let i = $index) {
                <tr>
                  <th scope="row">{{ 'verdicts.' + one.categories[i] | transloco }}</th>
                  @for (n of row; track $index; let j = $index) {
                    <td [class.agreed]="i === j"><eh-number [value]="n" /></td>
                  }
                </tr>
              }
            </tbody>
          </table>
        }
      </div>
      <dl class="eh-terms">
        <dt>{{ 'author.agreement.percent' | transloco }}</dt>
        <dd><eh-coefficient [value]="pair().collapsed.percentAgreement" [isShare]="true" /></dd>
        <dt>{{ 'author.agreement.kappa' | transloco }}</dt>
        <dd><eh-coefficient [value]="pair().collapsed.kappa" /></dd>
        @if (pair().threeWay; as three) {
          <dt>{{ 'author.agreement.weighted' | transloco }}</dt>
          <dd><eh-coefficient [value]="three.weightedKappa" /></dd>
        }
        <dt>{{ 'author.agreement.positive' | transloco }}</dt>
        <dd><eh-coefficient [value]="pair().collapsed.positiveAgreement" /></dd>
        <dt>{{ 'author.agreement.negative' | transloco }}</dt>
        <dd><eh-coefficient [value]="pair().collapsed.negativeAgreement" /></dd>
        <dt>{{ 'author.agreement.ac1' | transloco }}</dt>
        <dd><eh-coefficient [value]="pair().collapsed.ac1" /></dd>
        <dt>{{ 'author.agreement.pabak' | transloco }}</dt>
        <dd><eh-coefficient [value]="pair().collapsed.pabak" /></dd>
        <dt>{{ 'author.agreement.prevalence' | transloco }}</dt>
        <dd><eh-coefficient [value]="pair().collapsed.prevalenceIndex" /></dd>
        <dt>{{ 'author.agreement.bias' | transloco }}</dt>
        <dd><eh-coefficient [value]="pair().collapsed.biasIndex" /></dd>
        <dt>{{ 'author.agreement.kappaMax' | transloco }}</dt>
        <dd><eh-coefficient [value]="pair().collapsed.kappaMax" /></dd>
      </dl>
    </div>
  `,
  styles: `
    h2 {
      margin-bottom: var(--eh-4);
    }
    .n {
      margin-inline-start: var(--eh-2);
      font-size: var(--eh-text-s);
      font-weight: 400;
    }
    .parts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--eh-5) var(--eh-7);
      align-items: flex-start;
    }
    .tables {
      display: flex;
      flex-direction: column;
      gap: var(--eh-5);
      max-width: 100%;
      overflow-x: auto;
    }
    dl {
      flex: 1 1 22rem;
    }
    table {
      border-collapse: collapse;
    }
    caption {
      margin-bottom: var(--eh-2);
      text-align: start;
      font-size: var(--eh-text-s);
      color: var(--eh-ink-2);
    }
    th,
    td {
      padding: var(--eh-2) var(--eh-3);
      text-align: end;
      font-weight: 400;
    }
    th[scope='row'],
    tr > :first-child {
      text-align: start;
    }
    tbody tr {
      border-block-start: var(--eh-hair);
    }
    .who {
      font-weight: 600;
    }
    th[scope='colgroup'] {
      text-align: center;
    }
    .agreed {
      background: var(--eh-accent-soft);
      font-weight: 600;
    }
  `,
})
export class PairView {
  readonly pair = input.required<AgreementPair>();
  protected readonly tables = computed(() => {
    const { threeWay, collapsed } = this.pair();
    return threeWay ? [threeWay, collapsed] : [collapsed];
  });
}
