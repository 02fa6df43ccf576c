import type { PackageHead } from '../../src/domain/portfolio/package-format.js';

/** `README.txt` beside the payload: for whoever finds the package and has nothing but it. */
export const readmeText = ({ learner, unit, centre, exportedAt, format }: PackageHead): string => `PORTFOLIO PACKAGE

Learner:  ${learner.name}
Unit:     ${unit.title} (${unit.key}, version ${unit.version})
Centre:   ${centre.name}
Exported: ${exportedAt}
Format:   ${format}, a bag by RFC 8493

To read it, open data/index.html in any browser. Nothing has to be installed, and nothing is fetched from the internet.

To check that nothing was changed, go to the folder that holds this file and run

    sha512sum -c manifest-sha512.txt
    sha512sum -c tagmanifest-sha512.txt

(on a Mac: shasum -a 512 -c manifest-sha512.txt). Every line must say OK. This shows that the files belong together and
are whole; that the centre named above made them, the centre can tell you: it keeps the hash of this package in its audit
trail, and the signed-off PDF, where there is one, carries a code that anybody can verify with the centre.

What is not here: contact details, e-mail addresses and passwords; originals that a redacted copy stands for; files that
were removed for data protection. data/evidence.json lists such files by their hash.

The JSON files in data/ hold everything that index.html shows, and more:

    package.json        what this is
    registration.json   the learner's registration and who had which part in it
    unit.json           the version of the unit's specification that was assessed
    evidence.json       every version of every item with its record, files, signatures and claims
    decisions.json      every acceptance and return
    judgements.json     every judgement with its countersignature
    sign-offs.json      every signature under the unit, void ones included
    samples.json        what the internal quality assurer sampled, where it may be read
    planning.json       assessment plans, reviews, and what the learner said to them and was asked
    cases.json          the complaint cases that the evidence refers to, without customers' names
    audit.json          the audit trail of the portfolio with its seals
    history.json        packages that came from other centres earlier; what was in them lies in data/history
`;
