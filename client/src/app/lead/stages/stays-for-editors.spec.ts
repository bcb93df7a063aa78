import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { ReviewState } from '../../data/review-state';
import { staysForEditors } from './stays-for-editors';

describe('the screens that change a stage', () => {
  it('stay for those who may change it, and go back to the stages when the review is archived meanwhile', () => {
    const mayEdit = signal(true);
    const went: string[] = [];
    TestBed.configureTestingModule({
      providers: [
        {
          provide: ReviewState,
          useValue: { id: () => 'r1', may: (what: string) => what === 'stages.edit' && mayEdit() },
        },
        { provide: Router, useValue: { navigateByUrl: (address: string) => Promise.resolve(went.push(address)) } },
      ],
    });
    TestBed.runInInjectionContext(staysForEditors);
    TestBed.tick();
    expect(went).toEqual([]);
    mayEdit.set(false);
    TestBed.tick();
    expect(went).toEqual(['/reviews/r1/stages']);
  });
});
