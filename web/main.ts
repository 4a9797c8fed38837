import { Page } from './page.js';
import { takeTokenFromFragment } from './session.js';
import { applyTheme } from './theme.js';

takeTokenFromFragment();
applyTheme();
new Page().start();
