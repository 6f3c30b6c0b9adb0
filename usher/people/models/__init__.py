from usher.people.models.company import Company, CompanyDomain
from usher.people.models.contact import Contact, ContactAddress
from usher.people.models.invitation import Invitation
from usher.people.models.member import Member
from usher.people.models.role import Role
from usher.people.models.team import Team, TeamMember
from usher.people.models.token import AccessToken
from usher.people.models.user import User

__all__ = [
    "AccessToken", "Company", "CompanyDomain", "Contact", "ContactAddress", "Invitation", "Member", "Role", "Team",
    "TeamMember", "User",
]  # fmt: skip
