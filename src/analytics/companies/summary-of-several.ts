import { summaryOfNamed } from '../by-year/summary-of-several.js';
import { company } from '../subjects.js';

export const summaryOfCompanies = summaryOfNamed(company, '5,16');
