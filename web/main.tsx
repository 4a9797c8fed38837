import { render } from 'preact';
import { Router } from 'wouter-preact';
import { Page } from './page.js';
import { usePath, useQuery } from './route.js';
import { takeTokenFromFragment } from './session.js';
import { applyTheme } from './theme.js';

takeTokenFromFragment();
applyTheme();
render(
  <Router hook={usePath} searchHook={useQuery}>
    <Page />
  </Router>,
  document.getElementById('page') as HTMLElement,
);
