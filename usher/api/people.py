"""Addresses of the API: the people."""

from django.urls import path

from usher.api.companies.related import CompanyContacts, CompanyMerge
from usher.api.companies.resource import Companies, OneCompany
from usher.api.contacts.addresses import Addresses, OneAddress
from usher.api.contacts.merging import ContactDuplicates, ContactMerge
from usher.api.contacts.resource import Contacts, OneContact
from usher.api.contacts.tickets import CompanyTickets, ContactTickets
from usher.api.invitations.resource import InvitationAgain, Invitations, OneInvitation
from usher.api.me.resource import Me
from usher.api.members.handing_over import MemberHandOver
from usher.api.members.resource import Members, OneMember
from usher.api.teams.members import OneTeamMember
from usher.api.teams.resource import OneTeam, Teams

PEOPLE = [
    path("me", Me.as_view()),
    path("contacts", Contacts.as_view()),
    path("contacts/<str:id>", OneContact.as_view()),
    path("contacts/<str:id>/addresses", Addresses.as_view()),
    path("contacts/<str:id>/addresses/<str:email>", OneAddress.as_view()),
    path("contacts/<str:id>/duplicates", ContactDuplicates.as_view()),
    path("contacts/<str:id>/merge", ContactMerge.as_view()),
    path("contacts/<str:id>/tickets", ContactTickets.as_view()),
    path("companies", Companies.as_view()),
    path("companies/<str:id>", OneCompany.as_view()),
    path("companies/<str:id>/contacts", CompanyContacts.as_view()),
    path("companies/<str:id>/tickets", CompanyTickets.as_view()),
    path("companies/<str:id>/merge", CompanyMerge.as_view()),
    path("teams", Teams.as_view()),
    path("teams/<str:id>", OneTeam.as_view()),
    path("teams/<str:id>/members/<str:member>", OneTeamMember.as_view()),
    path("members", Members.as_view()),
    path("members/<str:id>", OneMember.as_view()),
    path("members/<str:id>/hand-over", MemberHandOver.as_view()),
    path("invitations", Invitations.as_view()),
    path("invitations/<str:id>", OneInvitation.as_view()),
    path("invitations/<str:id>/send-again", InvitationAgain.as_view()),
]
