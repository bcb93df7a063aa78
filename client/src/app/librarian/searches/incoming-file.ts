import { DecimalPipe } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ColumnMeanings } from '@shared/contracts/imports';
import type { Search, SearchRow } from '@shared/contracts/searches';
import { Texts } from '../../data/texts';
import { Icon } from '../../ui/icon';
import { Moment } from '../../ui/moment';
import { ProgressMeter } from '../../ui/progress-meter';
import { ColumnMeaningsForm } from './column-meanings';
import type { Incoming } from './incoming';
import { ProblemList } from './problem-list';
import { SourceChoice } from './source-choice';

/** A file that was dropped: what is in it, which search it belongs to, and the act that imports it. */
@Component({
  selector: 'eh-incoming-file',
  imports: [
    ColumnMeaningsForm,
    DecimalPipe,
    Icon,
    MatButton,
    Moment,
    ProblemList,
    ProgressMeter,
    SourceChoice,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './incoming-file.html',
  styleUrl: './incoming-file.scss',
})
export class IncomingFile {
  private readonly texts = inject(Texts);
  readonly incoming = input.required<Incoming>();
  readonly searches = input.required<readonly SearchRow[]>();
  readonly changed = output<Partial<Incoming>>();
  readonly begun = output();
  readonly meant = output<ColumnMeanings['columns']>();
  readonly left = output();
  readonly sentAgain = output();

  protected readonly upload = computed(() => this.incoming().upload);
  protected readonly differs = computed(() => {
    const upload = this.upload();
    return upload !== null && upload.expected !== null && upload.expected !== upload.read;
  });
  /** "RIS · Scopus · UTF-8 · 1.2 MB" */
  protected readonly kind = computed(() => {
    const upload = this.upload();
    const size = this.sizeOf(this.incoming().file.size);
    return upload
      ? [this.texts.of(`librarian.formats.${upload.format}`), upload.vendor, upload.encoding.toUpperCase(), size]
          .filter(Boolean)
          .join(' · ')
      : size;
  });
  /** Whether no column was understood as one that an import needs: then the columns are asked for at once. */
  protected readonly isStrange = computed(
    () => this.upload()?.problems.some(({ code }) => code === 'no_title_column') === true,
  );
  protected readonly lacks = computed(() => {
    const missing = this.upload()?.missing;
    if (!missing) return [];
    return (['title', 'abstract', 'doi'] as const).flatMap((field) =>
      missing[field] > 0 ? [this.texts.of(`librarian.lacks.${field}`, { count: missing[field] })] : [],
    );
  });
  /** "The file says what 3 people decided and holds 5 labels …" */
  protected readonly judged = computed(() => {
    const judged = this.upload()?.judged;
    if (!judged) return '';
    return this.texts.of('librarian.incoming.judged', { people: judged.people.length, labels: judged.labels.length });
  });
  protected readonly isNameMissing = computed(
    () => this.incoming().searchId === null && this.incoming().search.source.trim() === '',
  );

  /** "21 kB", "1.2 MB" */
  private sizeOf(bytes: number): string {
    const mb = bytes / 1_000_000;
    return mb < 0.1
      ? this.texts.of('librarian.sizeSmall', { kb: Math.ceil(bytes / 1000) })
      : this.texts.of('librarian.size', { mb: mb.toFixed(mb < 10 ? 1 : 0) });
  }

  protected choose(searchId: string | null): void {
    this.changed.emit({ searchId });
  }

  protected describe(search: Search): void {
    this.changed.emit({ search });
  }
}
