import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { DOCUMENT } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  type OnDestroy,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { ReviewState } from '../../data/review-state';
import { Texts } from '../../data/texts';
import { Commands } from '../../ui/commands';
import { Icon } from '../../ui/icon';
import { Keys } from '../../ui/keys';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { CriteriaSection } from './criteria-section';
import { DocText } from './doc-text';
import { DraftState } from './draft-state';
import { EquitySection } from './equity-section';
import { KeywordsSection } from './keywords-section';
import { ListSection } from './list-section';
import { ProtocolApi } from '../../data/protocol-api';
import { QuestionSection } from './question-section';
import { SaveMark } from './save-mark';
import { EDITOR_SECTIONS, sectionOf } from './sections';
import { StoppingSection } from './stopping-section';
import { TextSection } from './text-section';

/** Writing the protocol: an outline that stays, the sections in reading order, saved as it is typed. */
@Component({
  selector: 'eh-draft-editor',
  imports: [
    CdkMenu,
    CdkMenuItem,
    CdkMenuTrigger,
    CriteriaSection,
    DocText,
    EquitySection,
    Icon,
    KeywordsSection,
    ListSection,
    MatButton,
    PageHeader,
    QuestionSection,
    RouterLink,
    SaveMark,
    Skeleton,
    StoppingSection,
    TextSection,
    TranslocoPipe,
  ],
  providers: [DraftState],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './draft-editor.html',
  styleUrl: './draft-editor.scss',
})
export class DraftEditor implements OnDestroy {
  private readonly review = inject(ReviewState);
  private readonly api = inject(ProtocolApi);
  private readonly injector = inject(Injector);
  private readonly toasts = inject(Toasts);
  private readonly texts = inject(Texts);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly window = inject(DOCUMENT).defaultView;
  protected readonly state = inject(DraftState);

  protected readonly here = signal('question');
  protected readonly outline = computed(() => {
    const problems = this.state.problems();
    return EDITOR_SECTIONS.map(({ key }) => ({
      key,
      errors: problems.filter((problem) => problem.severity === 'error' && sectionOf(problem.path) === key).length,
      gaps: problems.filter((problem) => problem.severity === 'warning' && sectionOf(problem.path) === key).length,
    }));
  });
  protected readonly base = computed(() => `/reviews/${this.review.id()}/protocol`);
  protected readonly title = computed(() => {
    const amends = this.state.amends();
    return amends === 0
      ? this.texts.of('protocol.leadFirst')
      : this.texts.of('protocol.leadAmend', { version: amends, next: amends + 1 });
  });
  protected readonly mayPublish = computed(() => this.state.amends() === 0 || this.state.isChanged());
  protected readonly clashPlaces = computed(() => {
    const places =
      this.state.clashes()?.paths.map((path) => this.texts.of(`protocol.sections.${sectionOf(path)}`)) ?? [];
    return [...new Set(places)].join(', ');
  });
  private observer: IntersectionObserver | undefined;

  constructor() {
    effect(() => void this.state.load(this.review.id()));
    effect(() => {
      if (this.state.document() && !this.observer) queueMicrotask(() => this.watchSections());
    });
    effect(() => this.showInOutline(this.here()));
    inject(Keys).bind([
      { id: 'protocol.publish', key: 'mod+Enter', labelKey: 'protocol.publish.open', run: () => void this.publish() },
      { id: 'protocol.save', key: 'mod+s', labelKey: 'protocol.save.now', run: () => void this.state.flush() },
    ]);
    inject(Commands).offer(() =>
      EDITOR_SECTIONS.map(({ key }) => ({
        id: `protocol.${key}`,
        labelKey: `protocol.sections.${key}`,
        groupKey: 'navigation.protocol',
        run: () => this.goTo(key),
      })),
    );
  }

  ngOnDestroy(): void {
    this.observer?.disconnect();
  }

  protected goTo(key: string, event?: Event): void {
    event?.preventDefault();
    const heading = this.host.nativeElement.querySelector<HTMLElement>(`#protocol-${key}`);
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
    this.here.set(key);
  }

  protected fileAddress(format: 'md' | 'docx'): string {
    return this.api.fileAddress(this.review.id(), 'draft', format);
  }

  protected async publish(): Promise<void> {
    this.state.showsAll.set(true);
    if (!(await this.state.flush())) return;
    const { openPublish } = await import('./publish-dialog');
    const version = await openPublish(this.injector, {
      reviewId: this.review.id(),
      revision: this.state.revision(),
      amends: this.state.amends(),
      problems: this.state.problems(),
    });
    if (version === null) return;
    this.state.showsAll.set(false);
    this.toasts.done(this.texts.of('protocol.publish.done', { version }));
    this.review.reload();
    await this.state.load(this.review.id());
  }

  /** Where the outline is one line, as on a phone, it scrolls to the section that is being read. */
  private showInOutline(key: string): void {
    const link = this.host.nativeElement.querySelector<HTMLElement>(`[href="#protocol-${key}"]`);
    const line = link?.closest('ol');
    if (!link || !line || line.scrollWidth <= line.clientWidth) return;
    line.scrollTo({ left: link.offsetLeft - (line.clientWidth - link.offsetWidth) / 2 });
  }

  /** Marks in the outline the section that is being read. */
  private watchSections(): void {
    if (!this.window?.IntersectionObserver) return;
    this.observer = new this.window.IntersectionObserver(
      (entries) => {
        const shown = entries
          .filter((entry) => entry.isIntersecting)
          .map((entry) => entry.target.getAttribute('data-section'));
        const lowest = shown.at(-1);
        if (lowest) this.here.set(lowest);
      },
      { rootMargin: '-15% 0px -75% 0px' },
    );
    for (const section of this.host.nativeElement.querySelectorAll('[data-section]')) this.observer.observe(section);
  }
}
