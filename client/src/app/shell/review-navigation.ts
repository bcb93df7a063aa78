import { navigation as author } from '../author/author.routes';
import { navigation as lead } from '../lead/lead.routes';
import { navigation as librarian } from '../librarian/librarian.routes';
import { navigation as reviewer } from '../reviewer/reviewer.routes';
import type { NavigationItem } from '../ui/navigation';

export const REVIEW_NAVIGATION: readonly NavigationItem[] = [...reviewer, ...lead, ...librarian, ...author];
