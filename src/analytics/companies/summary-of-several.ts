import { company } from '../subjects.js';
import { summaryOfNamed } from '../summary-of-several.js';

export const summaryOfCompanies = summaryOfNamed(company, '5,16');
