from training.models.certificate import Certificate, KnowledgeTest
from training.models.certificate_import import (
    CertificateImport,
    CertificateImportState,
)
from training.models.course import Course, CourseKind, CoursePart, Diploma, Validity
from training.models.enrolment import (
    Attendance,
    Enrolment,
    EnrolmentState,
    Evaluation,
    Gender,
    ParticipantRole,
    Sitting,
)
from training.models.person import (
    Employment,
    Person,
    PersonalNumberGround,
    StaffRole,
)
from training.models.question import Question, QuestionArea, TestRule
from training.models.requirement import Requirement, Scope, Shift
from training.models.session import Session, SessionDay, Trainer

__all__ = [
    "Attendance",
    "Certificate",
    "CertificateImport",
    "CertificateImportState",
    "Course",
    "CourseKind",
    "CoursePart",
    "Diploma",
    "Employment",
    "Enrolment",
    "EnrolmentState",
    "Evaluation",
    "Gender",
    "KnowledgeTest",
    "ParticipantRole",
    "Person",
    "PersonalNumberGround",
    "Question",
    "QuestionArea",
    "Requirement",
    "Scope",
    "Session",
    "SessionDay",
    "Shift",
    "Sitting",
    "StaffRole",
    "TestRule",
    "Trainer",
    "Validity",
]
