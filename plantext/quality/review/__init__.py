"""Review by people: samples to judge or annotate, verdicts, precision, agreement, corrections, gold."""

from plantext.quality.gold import write_gold
from plantext.quality.review.agreement import agreement_table, cohen_kappa, krippendorff_alpha, span_agreement
from plantext.quality.review.annotated_gold import gold_rows
from plantext.quality.review.annotation_tasks import write_tasks
from plantext.quality.review.annotations import Annotations, read_annotations
from plantext.quality.review.corrections import lexicon_rows, write_lexicon
from plantext.quality.review.precision import precision_table
from plantext.quality.review.sampling import draw_sample, draw_sentences
from plantext.quality.review.spreadsheet import write_sheet
from plantext.quality.review.verdicts import Review, as_review, read_review

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
