/** Words that the made-up references are drawn from. */

const list = (text: string): string[] => text.split(';').map((entry) => entry.trim());

export const TREATMENTS = list(
  'aspirin; statin therapy; metformin; aerobic exercise; cognitive behavioural therapy; vitamin D supplementation; ' +
    'laparoscopic surgery; low-dose heparin; music therapy; acupuncture; beta-blockers; telephone follow-up; insulin glargine; ' +
    'hypothermia; mesenchymal stem cells; probiotics; school-based screening; nurse-led clinics; magnesium sulphate; ' +
    'noninvasive ventilation; motivational interviewing; dexamethasone; omega-3 fatty acids; transcranial stimulation; ' +
    'inhaled corticosteroids; early mobilisation; peer support; remote monitoring; rituximab; intravenous iron; zinc; ' +
    'mindfulness training; weight-loss diets; robotic rehabilitation; HPV vaccination; warfarin; nicotine replacement; ' +
    'hormone replacement; parent training; text-message reminders; TNF-α inhibitors; folic acid & iron; melatonin',
);
export const OUTCOMES = list(
  'mortality; quality of life; blood pressure; depressive symptoms; infarct size; hospital readmission; glycaemic control; ' +
    'fracture risk; sleep quality; cognitive decline; postoperative pain; tumour growth; birth weight; caries; falls; ' +
    'lung function; medication adherence; anxiety; wound healing; renal function; bone mineral density; visual acuity; ' +
    'stroke recurrence; oxidative stress; left ventricular function; body mass index; gait speed; urinary incontinence; ' +
    'exercise tolerance; seizure frequency; return to work; surgical site infection; academic achievement; burnout',
);
export const POPULATIONS = list(
  'older adults; patients with heart failure; pregnant women; preterm infants; adolescents; diabetic rats; veterans; ' +
    'nursing home residents; patients with COPD; children with asthma; cancer survivors; patients with schizophrenia; ' +
    'health-care workers; stroke patients; people living with HIV; patients on haemodialysis; obese women; refugees; ' +
    'critically ill patients; patients with rheumatoid arthritis; smokers; migraine sufferers; spontaneously hypertensive rats; ' +
    'patients with multiple sclerosis; first-time mothers; kidney transplant recipients; men with prostate cancer; athletes',
);
export const SETTINGS = list(
  'in primary care; in rural India; in intensive care; at twelve months; in a Brazilian cohort; during the pandemic; ' +
    'in low-income countries; before and after discharge; in an emergency department; in the Netherlands; in mice; in schools; ' +
    'across 14 hospitals; in outpatient clinics; in northern Ghana; after cardiac arrest; under general anaesthesia',
);
export const DESIGNS = list(
  'a randomized controlled trial; a systematic review; a cohort study; a systematic review and meta-analysis; a pilot study; ' +
    'a case-control study; a qualitative study; results from a national survey; a cluster randomised trial; a case report; ' +
    'a prospective observational study; a double-blind, placebo-controlled trial; lessons from practice',
);
export const FAMILIES = list(
  'Smith; Lindqvist; Okafor; Müller; García; Fernández-López; Wang; Li; Zhang; Nguyen; Kowalski; Jørgensen; Østergaard; ' +
    "O'Brien; van der Berg; de Souza; Tanaka; Suzuki; Kim; Park; Singh; Patel; Rossi; Bianchi; Dubois; Lefèvre; Novák; Papadopoulos; " +
    'Andersson; Johansson; Schmidt; Weiß; Hernández; Gonçalves; Yılmaz; Ivanov; Petrova; Cohen; Levy; Haddad; Mbeki; Adeyemi; ' +
    'MacDonald; Fraser; Thompson; Evans; Wright; Chen; Huang; Ng; Abdullah; Rahman; Łukasz; Horváth; Kovács; Ahmadi; Hosseini; ' +
    'Silva; Pereira; Castro; Torres; Ramírez; Bouchard; Tremblay; Brown; Taylor; Walker; Young; Hall; Meyer; Wagner; Becker',
);
export const GIVEN = list(
  'Anna; John; Maria; Wei; Yan; José; Chidi; Pieter J; Mary Ann; Robert K; Jean-Luc; Sofia; Ahmed; Priya; Hiroshi; Min-Jung; ' +
    'Katarzyna; Olga; David A; Elena; Tom; Björn; Lars; Fatima; Grace; Samuel; Ingrid; Paulo; Xiaoming; Rachel; George W; Amit',
);
/** Name in full and as indexes abbreviate it. */
export const JOURNALS: ReadonlyArray<readonly [string, string]> = list(
  'New England Journal of Medicine|N Engl J Med; The Lancet|Lancet; British Medical Journal|BMJ; Circulation|Circulation; ' +
    'Journal of the American College of Cardiology|J Am Coll Cardiol; Diabetes Care|Diabetes Care; Stroke|Stroke; ' +
    'European Respiratory Journal|Eur Respir J; American Journal of Epidemiology|Am J Epidemiol; PLoS ONE|PLoS One; ' +
    'International Journal of Nursing Studies|Int J Nurs Stud; Zeitschrift für Kardiologie|Z Kardiol; Pediatrics|Pediatrics; ' +
    'Archives of Physical Medicine and Rehabilitation|Arch Phys Med Rehabil; Journal of Clinical Oncology|J Clin Oncol; ' +
    'Brazilian Journal of Medical and Biological Research|Braz J Med Biol Res; Acta Psychiatrica Scandinavica|Acta Psychiatr Scand; ' +
    'Obstetrics & Gynecology|Obstet Gynecol; Journal of Advanced Nursing|J Adv Nurs; Kidney International|Kidney Int; ' +
    'American Journal of Clinical Nutrition|Am J Clin Nutr; Journal of Bone and Joint Surgery|J Bone Joint Surg; ' +
    'Behaviour Research and Therapy|Behav Res Ther; BMC Public Health|BMC Public Health; Annals of Internal Medicine|Ann Intern Med; ' +
    'Neurology|Neurology; Journal of Neurotrauma|J Neurotrauma; Clinical Rehabilitation|Clin Rehabil; Sleep|Sleep; ' +
    'Scandinavian Journal of Public Health|Scand J Public Health; Revista de Saude Publica|Rev Saude Publica; ' +
    'Journal of Psychosomatic Research|J Psychosom Res; Thorax|Thorax; Gut|Gut; Critical Care Medicine|Crit Care Med',
).map((entry) => entry.split('|') as [string, string]);
