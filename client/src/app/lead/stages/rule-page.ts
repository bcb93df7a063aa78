import {
  ChangeDetectionStrategy,
  Component,
  computed,
  debounced,
  inject,
  input,
  linkedSignal,
  resource,
  signal,
} from '@angular/core';
