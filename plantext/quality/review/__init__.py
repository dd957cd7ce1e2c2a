"""What people say of the names found: samples to judge, verdicts read back, precision, agreement, corrections."""

from plantext.quality.review.agreement import agreement_table, cohen_kappa, krippendorff_alpha
from plantext.quality.review.corrections import lexicon_rows, write_lexicon
from plantext.quality.review.estimates import precision_table
from plantext.quality.review.exchange import write_tasks
from plantext.quality.review.imports import Annotations, read_annotations
from plantext.quality.review.sample import draw_sample, draw_sentences
from plantext.quality.review.sheet import write_sheet
from plantext.quality.review.spans import as_review, gold_rows, span_agreement, write_gold
from plantext.quality.review.verdicts import Review, read_review

__all__ = [
    "Annotations",
    "Review",
    "agreement_table",
    "as_review",
    "cohen_kappa",
    "draw_sample",
    "draw_sentences",
    "gold_rows",
    "krippendorff_alpha",
    "lexicon_rows",
    "precision_table",
    "read_annotations",
    "read_review",
    "span_agreement",
    "write_gold",
    "write_lexicon",
    "write_sheet",
    "write_tasks",
]
